"""
The blog post's program, as far as it can be measured: random files of 100 MB in one transaction, each written, read, hashed, inserted and compared on the server. The driver is PyMySQL in place of mysql.connector, which Debian's archive has not.

seed.py SOCKET USER FILES BYTES: prints the seconds from BEGIN to COMMIT and the peak of its memory in KB.
"""
import hashlib
import os
import resource
import sys
import tempfile
import time

import pymysql

socket, user, files, size = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
connection = pymysql.connect(unix_socket=socket, user=user, charset='utf8mb4', max_allowed_packet=1 << 30)
cursor = connection.cursor()
cursor.execute('CREATE DATABASE IF NOT EXISTS SeedDB')
cursor.execute(
    'CREATE TABLE IF NOT EXISTS SeedDB.DataBlobs (id INT AUTO_INCREMENT PRIMARY KEY,'
    ' file_name VARCHAR(255) NOT NULL, file_data LONGBLOB NOT NULL, file_size INT NOT NULL,'
    ' file_type VARCHAR(100) NOT NULL, file_hash CHAR(64) NOT NULL) CHARACTER SET utf8mb4'
)
cursor.execute('TRUNCATE TABLE SeedDB.DataBlobs')

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'random_file.bin')
    began = time.monotonic()
    connection.begin()
    for number in range(files):
        random_data = os.urandom(size)
        with open(path, 'wb') as file:
            file.write(random_data)
        with open(path, 'rb') as file:
            read = file.read()
        file_hash = hashlib.sha256(read).hexdigest()
        cursor.execute(
            'INSERT INTO SeedDB.DataBlobs (file_name, file_data, file_size, file_type, file_hash)'
            ' VALUES (%s, %s, %s, %s, %s)',
            (f'random_file-{number}.bin', random_data, len(random_data), 'application/octet-stream', file_hash),
        )
        cursor.execute(
            "SELECT IF(SHA2(file_data, 256) = file_hash, 'equal', 'not equal')"
            ' FROM SeedDB.DataBlobs ORDER BY id DESC LIMIT 1'
        )
        (answer,) = cursor.fetchone()
        if answer != 'equal':
            raise SystemExit(f'file {number} is {answer}')
    connection.commit()
    seconds = time.monotonic() - began

cursor.execute('DROP DATABASE SeedDB')
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
